"""Make the pictures of the README from the program's own files: ``python packaging/make_pictures.py``.

Needs LibreOffice (soffice) and Poppler (pdftoppm) on the path.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from secretary_app.operations.example import run_example

PICTURES = Path(__file__).parents[1] / "docs" / "bilder"
WANTED = {
    "statuslista.png": ("Statuslista före svaren.xlsx", 2),
    "internremiss.png": ("01 Internremiss OSN.docx", 1),
}
"""Each picture, the file of the example that it shows, and the page."""


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run_example(folder / "ut", print)
        for picture, (source, page) in WANTED.items():
            _convert(folder, folder / "ut" / source, page, PICTURES / picture)


def _convert(folder: Path, source: Path, page: int, target: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(source)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    pdf = folder / f"{source.stem}.pdf"
    pages = ["-f", str(page), "-l", str(page), "-singlefile"]
    subprocess.run(["pdftoppm", "-png", "-r", "110", *pages, str(pdf), str(folder / "bild")], check=True)
    shutil.copyfile(folder / "bild.png", target)


if __name__ == "__main__":
    main()
