"""Maps as JSON: under the keys that other programs rely on."""

from typing import Any

from entregent.app.map_views import WARMTHS, Drawn, MapShape

Shape = dict[str, Any]


def map_shape(shape: MapShape) -> Shape:
    """The map in words, as plain values."""
    return {
        "day": shape.day,
        "people": shape.people,
        "ties": shape.ties,
        "alone": shape.alone,
        "coverage": shape.coverage and shape.coverage.share,
        "groups": [
            {
                "number": group.number,
                "name": group.name,
                "size": group.size,
                "warm": group.warm,
                "tied_by": [{"id": person, "name": name} for person, name in group.ties],
            }
            for group in shape.groups
        ],
    }


def network_shape(found: Drawn, offset: int, limit: int) -> Shape:
    """Everybody on the map, and one page of the ties among them, the strongest first."""
    people = found.people.tolist()
    return {
        "day": found.day,
        "coverage": found.coverage and found.coverage.share,
        "people": [
            {
                "id": people[at],
                "name": found.names[at],
                "x": round(float(found.places[at, 0]), 4),
                "y": round(float(found.places[at, 1]), 4),
                "group": int(found.groups[at]),
                "circle": found.circles[at],
                "warmth": WARMTHS[found.warmth[at]],
                "other_groups": list(found.others[at]),
            }
            for at in range(len(people))
        ],
        "ties": [
            {"a": people[a], "b": people[b], "weight": round(weight, 6)}
            for a, b, weight in zip(
                found.a[offset : offset + limit].tolist(),
                found.b[offset : offset + limit].tolist(),
                found.weights[offset : offset + limit].tolist(),
                strict=True,
            )
        ],
        "total": len(found.a),
    }
