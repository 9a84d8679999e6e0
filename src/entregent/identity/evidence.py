"""A piece of evidence that two handles are one person's, or that they are not."""

from typing import NamedTuple

from entregent.model.judgement import Reason


class Evidence(NamedTuple):
    """One reason with its weight. `by_name` marks what rests on a name, so that a merge on it is an assumption."""

    weight: float
    reason: Reason
    by_name: bool = False
