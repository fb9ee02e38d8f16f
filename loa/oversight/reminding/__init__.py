"""Reminders and escalation: who is told what of a duty, and when, by a ladder."""
