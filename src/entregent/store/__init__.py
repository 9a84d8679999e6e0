"""The only SQL: connection, schema, migrations, search, and one file of queries per noun."""
