"""String craft that knows nothing of people: addresses, names, phones, scripts."""
