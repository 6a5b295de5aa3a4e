"""Has a sentence model widen only the rows of its word table that a text needs.

The packaged model holds its words as small integers with a scale for each. As its file says it, the whole
table is multiplied out before rows are taken from it, so that the runtime does it once and holds 47 MB of
numbers for 12 MB of table. Here the rows are taken first and multiplied then, which gives the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_GRAPH, _NODES = 7, 1
_INPUT, _OUTPUT, _KIND, _ATTRIBUTE = 1, 2, 4, 5
_TEXT = 2
"""How a field with a length of its own is marked in the file (protobuf)."""


@dataclass(frozen=True, slots=True)
class _Node:
    kind: bytes
    inputs: tuple[bytes, ...]
    outputs: tuple[bytes, ...]
    attributes: tuple[bytes, ...]


def take_rows_first(model: bytes) -> bytes:
    """Return the model with rows taken before they are widened; unchanged where its words lie otherwise."""
    parts = list(_fields(model))
    graphs = [value for number, _, value in parts if number == _GRAPH]
    if len(graphs) != 1 or (graph := _rewritten(graphs[0])) is None:
        return model
    return b"".join(_written(_GRAPH, graph) if number == _GRAPH else raw for number, raw, _ in parts)


def _rewritten(graph: bytes) -> bytes | None:
    parts = list(_fields(graph))
    nodes = [_node(value) if number == _NODES else None for number, _, value in parts]
    new = _replacements([node for node in nodes if node is not None])
    if not new:
        return None
    return b"".join(
        new.get(id(node), raw) if node else raw for node, (_, raw, _) in zip(nodes, parts, strict=True)
    )


def _replacements(nodes: list[_Node]) -> dict[int, bytes]:
    """What takes the place of the nodes that widen the table and take rows from it; empty without these."""
    made = {output: node for node in nodes for output in node.outputs}
    gather = next(
        (node for node in nodes if node.kind == b"Gather" and b"input_ids" in node.inputs[1:]), None
    )
    widened = made.get(gather.inputs[0]) if gather else None
    cast = made.get(widened.inputs[0]) if widened and widened.kind == b"Mul" else None
    if gather is None or widened is None or cast is None or cast.kind != b"Cast":
        return {}
    own = {*cast.outputs, *widened.outputs}
    if sum(not own.isdisjoint(node.inputs) for node in nodes) != 2:  # the product, and the taking of rows
        return {}
    return {id(cast): b"", id(widened): b"", id(gather): _rows_first(gather, widened, cast)}


def _rows_first(gather: _Node, widened: _Node, cast: _Node) -> bytes:
    table, scales, words, result = cast.inputs[0], widened.inputs[1], gather.inputs[1], gather.outputs[0]
    rows, wide, scale = (result + end for end in (b"_rows", b"_wide", b"_scale"))
    return b"".join(
        (
            _new_node(b"Gather", (table, words), rows, gather.attributes),
            _new_node(b"Cast", (rows,), wide, cast.attributes),
            _new_node(b"Gather", (scales, words), scale, gather.attributes),
            _new_node(b"Mul", (wide, scale), result, ()),
        )
    )


def _node(content: bytes) -> _Node:
    found: dict[int, list[bytes]] = {}
    for number, _, value in _fields(content):
        found.setdefault(number, []).append(value)
    kind, *_ = found[_KIND]
    inputs, outputs, attributes = (tuple(found.get(each, ())) for each in (_INPUT, _OUTPUT, _ATTRIBUTE))
    return _Node(kind, inputs, outputs, attributes)


def _new_node(kind: bytes, inputs: tuple[bytes, ...], output: bytes, attributes: tuple[bytes, ...]) -> bytes:
    fields = [*((_INPUT, each) for each in inputs), (_OUTPUT, output), (_KIND, kind)]
    fields += [(_ATTRIBUTE, each) for each in attributes]
    return _written(_NODES, b"".join(_written(number, value) for number, value in fields))


def _fields(content: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Each field of a protobuf message: its number, all its bytes, and its value where that has a length."""
    at, view = 0, memoryview(content)
    while at < len(content):
        began = at
        mark, at = _number(content, at)
        number, form = mark >> 3, mark & 7
        value = b""
        if form == 0:
            _, at = _number(content, at)
        elif form == _TEXT:
            length, at = _number(content, at)
            value = bytes(view[at : at + length])
            at += length
        else:
            at += {1: 8, 5: 4}[form]
        yield number, bytes(view[began:at]), value


def _written(number: int, value: bytes) -> bytes:
    return _as_number(number << 3 | _TEXT) + _as_number(len(value)) + value


def _number(content: bytes, at: int) -> tuple[int, int]:
    result = shift = 0
    while True:
        byte = content[at]
        at += 1
        result |= (byte & 0x7F) << shift
        if byte < 0x80:
            return result, at
        shift += 7


def _as_number(value: int) -> bytes:
    written = bytearray()
    while value > 0x7F:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes((*written, value))
