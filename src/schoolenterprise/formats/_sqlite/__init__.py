"""What the SQLite form is made of: tables, connections, rows, reading and writing."""
