"""What Alembic runs to carry out the steps on the connection it is handed."""

from alembic import context

connection = context.config.attributes["connection"]

# SQLite can undo a step that was stopped half-way, though Alembic does not expect it to.
context.configure(connection=connection, transactional_ddl=True, transaction_per_migration=True)
with context.begin_transaction():
    context.run_migrations()
