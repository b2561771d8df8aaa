"""How fast LeadDesk is: each figure is a ratio to a limit measured in the same run."""
