"""The one error a person is meant to read.

It stands in ``support`` and not in ``domain``: the file helpers here raise it too.
"""


class UserError(Exception):
    """A mistake of the person's or a fault of the surroundings, told in Swedish.

    The message is one sentence (or two) that says what is wrong, where, and what to do.
    Anything that is not a ``UserError`` is a bug of ours.
    """

    def __init__(self, message: str, details: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.details = details
        """Further lines, where one sentence cannot hold them (each faulty cell of a workbook)."""
