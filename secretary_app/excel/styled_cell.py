"""A cell whose style is settled before it is first written. Imports openpyxl: import it where it is used."""

from openpyxl.cell.cell import Cell


class StyledCell(Cell):
    """One cell that is written out many times: openpyxl looks its style up anew each time, and describes it in an
    error that it then swallows, which together is a quarter of the time that a large list takes.
    """

    __slots__ = ("_settled",)

    _settled: int | None

    @property
    def style_id(self) -> int:
        settled: int | None = getattr(self, "_settled", None)
        if settled is None:
            settled = self._settled = super().style_id
        return settled

    @property
    def has_style(self) -> bool:
        return True

    def __repr__(self) -> str:
        return "StyledCell"
