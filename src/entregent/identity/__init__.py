"""Who is who: pure judgement about handles."""
