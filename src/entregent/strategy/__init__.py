"""Strategy: goals, stages of a tie, approaches and what their answers prove. Pure: no I/O, no clock."""
