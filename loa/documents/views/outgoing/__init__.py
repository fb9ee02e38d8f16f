"""The pages of a body's own papers."""
