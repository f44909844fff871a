"""What must not be shared: real names behind labels, aliases, badge numbers, kept in ``private.yaml``."""

from timeline.model.block import Block, Id, Line, Many, Prose, Words


class Private(Block):
    """What is known of an actor and withheld from everyone the case is shared with."""

    id: Id
    name: Words | None = None
    aliases: Many[Line] = ()
    badge_numbers: Many[Line] = ()
    note: Prose | None = None
