"""What the YAML form is made of: its text, its tree with places, its values."""
