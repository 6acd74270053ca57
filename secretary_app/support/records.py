"""Frozen dataclasses that are quick to define: ``record(frozen=True)`` is ``dataclass(frozen=True)`` but for its price.

A dataclass writes the source of six methods, and has each compiled every time its module is imported: for the kinds of
``domain.model`` alone that took longer than opening the register. A record has the same fields, and methods that are
the same for all records.
"""

from typing import TYPE_CHECKING

__all__ = ["record"]

if TYPE_CHECKING:
    # To whoever checks the types it is a dataclass.
    from dataclasses import dataclass as record
else:
    from dataclasses import MISSING, FrozenInstanceError, dataclass, fields

    def record(*, frozen: bool, kw_only: bool = False):
        """Make a class a frozen dataclass: its fields given by place or name, compared and shown by their values.

        Without ``default_factory``, ``__post_init__`` and ``__slots__``. To ``dataclasses.fields``, ``replace`` and
        ``asdict`` it is as any other.
        """
        assert frozen

        def make(kind):
            made = dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(kind)
            found = fields(made)
            made.__record_names__ = tuple(field.name for field in found)
            made.__record_placed__ = tuple(field.name for field in found if not field.kw_only)
            made.__record_defaults__ = {field.name: field.default for field in found if field.default is not MISSING}
            for name in ("__init__", "__eq__", "__hash__", "__repr__", "__setattr__", "__delattr__"):
                setattr(made, name, vars(_Methods)[name])
            return made

        return make

    class _Methods:
        """What every record does."""

        def __init__(self, /, *placed, **named):
            names = self.__record_placed__
            values = self.__record_defaults__ | dict(zip(names, placed, strict=False)) | named
            is_twice = placed and not named.keys().isdisjoint(names[: len(placed)])
            if len(placed) > len(names) or is_twice or values.keys() != self.__dataclass_fields__.keys():
                raise TypeError(f"{type(self).__name__} has no such fields, or lacks some: {placed}, {named}")
            # In the order of the fields, whatever order they were given in.
            self.__dict__.update({name: values[name] for name in self.__record_names__})

        def __eq__(self, other):
            return _values(self) == _values(other) if other.__class__ is self.__class__ else NotImplemented

        def __hash__(self):
            return hash(_values(self))

        def __repr__(self):
            told = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__record_names__)
            return f"{type(self).__qualname__}({told})"

        def __setattr__(self, name, value):
            raise FrozenInstanceError(f"cannot assign to field {name!r}")

        def __delattr__(self, name):
            raise FrozenInstanceError(f"cannot delete field {name!r}")

    def _values(one):
        return tuple(map(one.__dict__.__getitem__, one.__record_names__))
