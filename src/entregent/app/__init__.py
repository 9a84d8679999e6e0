"""Use cases: they join pure judgement to stored facts."""
