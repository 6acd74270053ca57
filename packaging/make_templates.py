"""Make the Word templates in resources/templates, a folder for each house style, and the list of their fields.

    python packaging/make_templates.py [FOLDER]

The list of fields goes to docs/mallfalt.md. Run again it gives the same files, byte for byte. The templates are
ordinary .docx files, to be changed in Word.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import house_beslut_forst
import house_klassisk
import house_utforlig
from template_parts import Sheet, save

_ROOT = Path(__file__).resolve().parent.parent
_STYLES: dict[str, dict[str, Callable[[], Sheet]]] = {
    "klassisk": house_klassisk.KINDS,
    "utforlig": house_utforlig.KINDS,
    "beslut-forst": house_beslut_forst.KINDS,
}


def main(folder: Path = _ROOT) -> None:
    """Write every template and the list of fields under ``folder``."""
    for style, kinds in _STYLES.items():
        templates = folder / "resources" / "templates" / style
        templates.mkdir(parents=True, exist_ok=True)
        for name, make in kinds.items():
            save(make().document, templates / f"{name}.docx")
    sys.path.insert(0, str(_ROOT))
    from template_fields import as_markdown

    document = folder / "docs" / "mallfalt.md"
    document.parent.mkdir(parents=True, exist_ok=True)
    document.write_text(as_markdown(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
