"""One file per noun: what each page shows and which forms it takes."""
