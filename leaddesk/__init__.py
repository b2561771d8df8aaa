"""LeadDesk: lead management for small sales teams, on the desktop."""

__version__ = "0.1.0"
