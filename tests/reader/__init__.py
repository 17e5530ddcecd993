"""The reader, pass by pass: what stands in a text, and what is read from it."""
