"""The one error a person is meant to read.

It stands in ``support`` and not in ``domain``: the file helpers here raise it too.
"""


class UserError(Exception):
    """A mistake of the person's or a fault of the surroundings, told in Swedish.

    The message is one sentence (or two) that says what is wrong, where, and what to do.
    Anything that is not a ``UserError`` is a bug of ours.
    """

    def __init__(self, message: str, details: tuple[str, ...] = (), *, hint: str = "", may_pass: bool = False) -> None:
        super().__init__(f"{message} {hint}" if hint else message)
        self.message = message
        """What the window shows; ``str`` of the error is the message and the hint."""
        self.hint = hint
        """A last sentence for the command line alone: the option or command that helps."""
        self.may_pass = may_pass
        """A fault of the surroundings: the same may well succeed the next time."""
        self.details = details
        """Further lines, where one sentence cannot hold them (each faulty cell of a workbook)."""
