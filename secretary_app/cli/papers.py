"""The commands about papers and dates: extract, register, refer, plan, draft."""

import datetime as dt
from pathlib import Path
from typing import Any

import click

from secretary_app.cli.shared import DATE, FILE, json_option, note, open_register, print_json, register_option

KINDS = (
    "internremiss",
    "tjansteskrivelse",
    "yttrande",
    "underlag",
    "protokollsutdrag",
    "foljebrev",
    "barnchecklista",
    "svarsformular",
)


@click.command("extract")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FIL...")
@json_option
@click.pass_obj
def extract_command(given: dict[str, Any], files: tuple[Path, ...], as_json: bool) -> None:
    """Visar vad som hittas i handlingar (pdf, docx, txt, eml, msg). Inget registreras."""
    from secretary_app.operations.extracting import Proposal, extract_papers, proposal_as_json
    from secretary_app.support.errors import UserError

    faults: list[UserError] = []

    def show(proposal: Proposal) -> None:
        if as_json:
            print_json(proposal_as_json(proposal))
        else:
            _show_proposal(proposal_as_json(proposal))

    extract_papers(files, show, faults.append, worker=given.get("reader"))
    for fault in faults[:-1]:
        note(f"Fel: {fault}")
    if faults:
        raise faults[-1]


def _show_proposal(found: dict[str, Any]) -> None:
    # A file's name may hold anything, also a line break.
    click.echo(" ".join(found["file"].split()))
    for label, key in (
        ("Slag", "kind"),
        ("Rubrik", "title"),
        ("Kommun", "municipality"),
        ("Revisionsbyrå", "firm"),
        ("Datum", "document_date"),
        ("Paragraf", "paragraph"),
    ):
        if found[key]:
            click.echo(f"  {label}: {found[key]}")
    if found["diarienummer"]:
        click.echo(f"  Diarienummer: {', '.join(found['diarienummer'])}")
    for deadline in found["deadlines"]:
        whom = ", ".join(deadline["addressees"]) or "ingen utpekad"
        click.echo(f"  Svar senast {deadline['date']}: {whom} (s. {deadline['page']}: ”{deadline['quote']}”)")
    for number, recommendation in enumerate(found["recommendations"], 1):
        whom = ", ".join(recommendation["addressees"]) or "ingen utpekad"
        click.echo(
            f"  {recommendation['number'] or number}. {recommendation['text']} [{whom}, s. {recommendation['page']}]"
        )
    for earlier in found["previous_recommendations"]:
        verdict = earlier["verdict"] or "inget omdöme"
        click.echo(
            f"  Tidigare {earlier['number'] or 'rekommendation'}: {earlier['text']} [{verdict}, s. {earlier['page']}]"
        )
    for warning in found["warnings"]:
        click.echo(f"  Obs: {warning}")


@click.command("register")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FIL...")
@click.option("--owner", required=True, metavar="NÄMND", help="Nämnden som äger remissen, till exempel KS.")
@click.option("--diarienummer", default="", metavar="D", help="Diarienumret som det skrivs.")
@click.option("--received", type=DATE, help="Dagen den kom in (annars handlingens datum).")
@click.option("--answer-by", type=DATE, help="Svarsdatumet, där handlingarna inte ger ett enda.")
@click.option("--handlaggare", default="", metavar="NAMN", help="Den som håller i svaret.")
@click.option("--follows-up", default="", metavar="REMISS", help="Den tidigare remiss som den här följer upp.")
@json_option
@register_option
def register_command(
    files: tuple[Path, ...],
    owner: str,
    diarienummer: str,
    received: dt.date | None,
    answer_by: dt.date | None,
    handlaggare: str,
    follows_up: str,
    as_json: bool,
) -> None:
    """Registrerar handlingar som en remiss.

    Missiv och rapport från samma granskning anges tillsammans.
    """
    from secretary_app.operations.finding import find_remiss
    from secretary_app.operations.registering import register_remiss, registered_as_json

    with open_register(write=True) as register:
        result = register_remiss(
            register,
            files,
            owner_words=owner,
            diarienummer=diarienummer,
            received=received,
            answer_by=answer_by,
            handlaggare=handlaggare,
            follows_up=find_remiss(register, follows_up) if follows_up else None,
        )
        shown = registered_as_json(register, result)
    for line in result.notes:
        note(f"Obs: {line}")
    if as_json:
        print_json(shown)
        return
    click.echo(f"Registrerade {shown['diarienummer']} {shown['title']} ({shown['id']}).".replace("  ", " "))
    click.echo(f"Kom in {shown['received']}, svar senast {shown['answer_by']}, ägare {shown['owner']}.")
    for each in shown["recommendations"]:
        click.echo(f"  {each['number']}. {each['text']} [{', '.join(each['addressees']) or 'ingen utpekad'}]")


@click.command("refer")
@click.argument("remiss")
@click.option("--namnd", required=True, metavar="NÄMND", help="Nämnden som ska svara.")
@click.option("--deadline", type=DATE, help="Svar senast (annars det planerade interna svarsdatumet).")
@click.option(
    "--direct/--via-owner", default=None, help="Nämnden svarar direkt till avsändaren, eller (annars) via ägaren."
)
@click.option("--sent", type=DATE, help="Dagen internremissen skickas.")
@json_option
@register_option
def refer_command(
    remiss: str, namnd: str, deadline: dt.date | None, direct: bool | None, sent: dt.date | None, as_json: bool
) -> None:
    """Lägger in en internremiss till en nämnd."""
    from secretary_app.operations.finding import find_remiss
    from secretary_app.operations.referring import refer, referred_as_json

    with open_register(write=True) as register:
        result = refer(register, find_remiss(register, remiss), namnd, deadline=deadline, direct=direct, sent=sent)
    shown = referred_as_json(result)
    if not result.recommendations:
        note(f"Obs: Ingen rekommendation är riktad till {shown['namnd']}; internremissen gäller hela remissen.")
    for line in result.notes:
        note(f"Obs: {line}")
    if as_json:
        print_json(shown)
        return
    numbers = ", ".join(each["number"] for each in shown["recommendations"])
    what = f"rekommendation {numbers}" if numbers else "hela remissen"
    click.echo(f"Internremiss till {shown['namnd']}: {what}, svar senast {shown['deadline']}.")


@click.command("plan")
@click.argument("remiss")
@click.option("--from", "start", type=DATE, help="Dagen internremisserna kan skickas (annars dagen remissen kom in).")
@json_option
@register_option
def plan_command(remiss: str, start: dt.date | None, as_json: bool) -> None:
    """Planerar bakåt från svarsdatumet."""
    from secretary_app.operations.finding import find_remiss
    from secretary_app.operations.planning import plan_as_json, plan_remiss

    with open_register() as register:
        plan = plan_as_json(plan_remiss(register, find_remiss(register, remiss), start))
    if as_json:
        print_json(plan)
    else:
        _show_plan(plan)


_STEP_WORDS = {
    "internremiss": "internremiss skickas",
    "manusstopp": "manusstopp",
    "meeting": "sammanträde",
    "justering": "justering klar",
    "internal_deadline": "svar senast",
    "dispatch": "svaret skickas",
    "chair_decision": "ordförandebeslut",
    "administration": "svar från förvaltningen",
}


def _show_plan(plan: dict[str, Any]) -> None:
    click.echo(f"Svar senast {plan['answer_by']}, skickas senast {plan['dispatch_by']}.")
    for step in plan["steps"]:
        word = _STEP_WORDS[step["kind"]]
        immediate = ", omedelbar justering" if step["immediate_justering"] and step["kind"] == "meeting" else ""
        click.echo(f"  {step['date']}  {step['body']:<6} {word}{immediate}: {step['reason']}")
    for namnd, date in plan["internal_deadlines"].items():
        click.echo(f"{namnd} svarar senast {date}.")
    for alternative in plan["alternatives"]:
        click.echo(f"Alternativ: {alternative['gain']}")
    for problem in plan["problems"]:
        click.echo(f"Går inte ihop: {problem['reason']}")
        for remedy in problem["remedies"]:
            click.echo(f"  – {remedy['text']}")


@click.command("draft")
@click.argument("kind", type=click.Choice(KINDS), metavar="SLAG")
@click.argument("remiss")
@click.option("--namnd", default="", metavar="NÄMND", help="Nämnden som utkastet gäller (annars ägaren).")
@click.option("--templates", default="", metavar="MALLAR", help="Mallarnas namn eller rubrik (annars kommunens val).")
@click.option("--out", required=True, type=FILE, metavar="FIL.docx", help="Filen som skrivs.")
@click.option("--pdf", is_flag=True, help="Skriver också utkastet som pdf, bredvid.")
@register_option
def draft_command(kind: str, remiss: str, namnd: str, templates: str, out: Path, pdf: bool) -> None:
    """Skriver ett utkast i Word.

    SLAG är internremiss, tjansteskrivelse, yttrande, underlag, protokollsutdrag, foljebrev, barnchecklista eller
    svarsformular.
    """
    from secretary_app.domain.model import DocumentKind
    from secretary_app.operations.documents_pdf import must_make_pdf, save_pdf
    from secretary_app.operations.drafting import draft
    from secretary_app.operations.finding import find_remiss
    from secretary_app.support.files import free_path

    if pdf:
        must_make_pdf()
    with open_register(write=True) as register:
        made = draft(
            register,
            DocumentKind(kind),
            find_remiss(register, remiss),
            out,
            namnd_words=namnd,
            templates=templates,
        )
    if made.path != out:
        note(f"Obs: {out.name} fanns redan och är kvar som den var.")
    click.echo(f"Skrev {made.path}")
    if pdf:
        click.echo(f"Skrev {save_pdf(made.path, free_path(made.path.with_suffix('.pdf')))}")
