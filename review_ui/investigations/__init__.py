"""The ad desks' own records: investigations, judgements, watches."""
