"""What CSV and Excel share: tables of cells, the names in them, and the files that hold them."""
