"""What stands under the fields of a block as their documentation, read off the source where it is asked for.

Manuals, schemas and some hints need it, ordinary commands never; so no class pays for it when it is made. Knows
nothing of what a field holds.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

Docs = Mapping[str, str]


@cache
def field_docs(cls: type) -> Docs:
    """Each documented field's text, those of the classes it derives from included; empty where no source is at hand.

    >>> from timeline.model.event import Event
    >>> field_docs(Event)["modality"]
    'Whether it happened, and if not, how it stands.'
    """
    found: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        found |= _of_module(base.__module__).get(base.__qualname__, {})
    return found


@cache
def _of_module(name: str) -> Mapping[str, Docs]:
    """The documentation of every class of a module, by the class's qualified name."""
    if name == "builtins" or name not in sys.modules:
        return {}
    try:
        source = inspect.getsource(sys.modules[name])
    except (OSError, TypeError):
        return {}
    return dict(_classes(ast.parse(source).body, ""))


def _classes(body: list[ast.stmt], inside: str) -> Iterator[tuple[str, Docs]]:
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield f"{inside}{node.name}", dict(_fields(node.body))
            yield from _classes(node.body, f"{inside}{node.name}.")
        elif isinstance(node, ast.FunctionDef):
            yield from _classes(node.body, f"{inside}{node.name}.<locals>.")


def _fields(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    """A field and the text that stands on the next line."""
    for field, after in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(after, ast.Expr):
            text = getattr(after.value, "value", None)
            if isinstance(text, str):
                yield field.target.id, inspect.cleandoc(text)
