"""How the tables came to be as they are: numbered steps, carried out once each by Alembic.

The steps keep their own picture of the tables; they never read today's.
"""

# The steps in order; the last is what this program reads and writes. A test compares them with
# the folder `versions`, so that opening a database need not load Alembic.
STEPS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0013",
    "0014",
    "0015",
    "0016",
    "0017",
    "0018",
    "0019",
    "0020",
    "0021",
    "0022",
    "0023",
    "0024",
    "0025",
    "0026",
    "0027",
    "0028",
    "0029",
    "0030",
    "0031",
)
CURRENT = STEPS[-1]

# In the header of every database file of ours (PRAGMA application_id): "DNLB".
APPLICATION_ID = 0x444E4C42
