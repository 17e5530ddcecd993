"""Plain values as bytes of JSON, compact; whether they are a record is not asked."""

import json


def written(tree: object) -> bytes:
    """Return `tree`, plain JSON values, as JSON in UTF-8."""
    import orjson

    try:
        return orjson.dumps(tree)
    except orjson.JSONEncodeError:  # an unknown key holds a number of more than 64 bits
        return json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode()


__all__ = ["written"]
