"""What the settings show: the beredning in words, moved and changed."""

from secretary_app.domain.model import ChainRole, Namnd
from secretary_app.operations.editing_bodies import save_chain
from secretary_app.operations.settings_lists import beredning, bodies_by_name, moved, people_list, with_next_role
from secretary_app.store.register import Register

A, B, C = (("a", ChainRole.PREPARES), ("b", ChainRole.DECIDES), ("c", ChainRole.INFORMED))


def body(register: Register, abbreviation: str) -> str:
    return register.find(Namnd, abbreviation=abbreviation)[0].id


def test_what_holds_is_told_in_words(register: Register) -> None:
    ks, ksau, kf = (body(register, each) for each in ("KS", "KSAU", "KF"))
    save_chain(register, ks, "", [(ksau, ChainRole.PREPARES), (ks, ChainRole.DECIDES)])
    save_chain(register, ks, "motion", [(ks, ChainRole.PREPARES), (kf, ChainRole.DECIDES)])
    found = beredning(register, "", "")
    assert found.owner_id == ks
    assert found.sentence == "KSAU bereder, KS beslutar"
    assert found.pairs == [(ksau, ChainRole.PREPARES), (ks, ChainRole.DECIDES)]
    assert {ks, ksau}.isdisjoint(each.id for each in found.not_in_it)
    assert found.name_of(found.steps[0]).startswith("KSAU, ")
    assert ("Motion, egen", "motion") in found.kinds
    assert beredning(register, ks, "medborgarförslag").sentence == "Som för alla slag: KSAU bereder, KS beslutar"
    assert beredning(register, ks, "motion").sentence == "KS bereder, KF beslutar"
    osn = body(register, "OSN")
    assert beredning(register, osn, "motion").sentence == "OSN beslutar utan beredning"


def test_steps_are_moved_within_the_beredning() -> None:
    assert moved([A, B, C], 0, 1) == [B, A, C]
    assert moved([A, B, C], 2, -1) == [A, C, B]
    assert moved([A, B, C], 0, -1) is None
    assert moved([A, B, C], 2, 1) is None
    assert moved([A, B, C], -1, 1) is None


def test_a_role_goes_round() -> None:
    pairs = [A]
    seen = []
    for _ in range(4):
        pairs = with_next_role(pairs, 0)
        seen.append(pairs[0][1])
    assert seen == [ChainRole.DECIDES, ChainRole.INFORMED, ChainRole.PREPARES, ChainRole.DECIDES]


def test_lists_are_in_swedish_order(register: Register) -> None:
    assert len(bodies_by_name(register)) == len(register.find(Namnd))
    read = people_list(register)
    assert read.people
    assert read.bodies[0].abbreviation == "BUN"
