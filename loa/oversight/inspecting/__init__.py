"""Self-inspection: a yearly plan, a checklist, visits, findings and their remedies."""
