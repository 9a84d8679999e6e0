"""What deserves a minute: index, price, plates, agenda."""
