"""The workbook of the contract, in and out: what operations use."""

from secretary_app.excel.cells import Value
from secretary_app.excel.reading import CellProblem, SheetRow, WorkbookContent, read_workbook
from secretary_app.excel.writing import write_template_workbook, write_workbook

__all__ = [
    "CellProblem",
    "SheetRow",
    "Value",
    "WorkbookContent",
    "read_workbook",
    "write_template_workbook",
    "write_workbook",
]
