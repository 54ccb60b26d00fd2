"""The pledge and satisfaction form processor: one folder a room, stairs that go down only (docs/architecture.md)."""
