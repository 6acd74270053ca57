"""What the register lacks is found without reading all of it."""

from secretary_app.domain.model import Addressee, Namnd, Recommendation, Referral, Remiss, RemissState
from secretary_app.operations.quality import gaps, gaps_in
from secretary_app.store.register import Register
from secretary_app.support.ids import new_id


def test_what_is_looked_up_is_what_all_rows_would_tell(register: Register, asked: Remiss) -> None:
    first, second, *_ = register.find(Recommendation, remiss_id=asked.id)
    closed = register.find(Remiss, state=RemissState.CLOSED)[0]
    with register.change("Ändrade i ett prov") as change:
        for each in register.find(Addressee, recommendation_id=first.id):
            change.remove(each)
        change.add(Addressee(id=new_id(), recommendation_id=second.id, words="samtliga nämnder", position=9))
        change.add(Recommendation(id=new_id(), remiss_id=closed.id, number="9", text="Ingen är utpekad.", position=9))
    found = gaps(register)
    every = gaps_in(
        register.find(Remiss),
        register.find(Namnd),
        register.find(Recommendation),
        register.find(Addressee),
        register.find(Referral),
    )
    assert found == every
    mine = [(each.kind, each.text) for each in found if each.remiss_id == asked.id]
    assert ("utan-adressat", f"KS/2026:31, rekommendation {first.number}: ingen nämnd är utpekad.") in mine
    words = f"KS/2026:31, rekommendation {second.number}: välj vilka nämnder ”samtliga nämnder” är."
    assert ("ord-som-adressat", words) in mine
    assert closed.id not in {each.remiss_id for each in found}
