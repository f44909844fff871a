"""What must not be shared: real names behind labels, aliases, badge numbers, kept in ``private.yaml``."""

from timeline.model.block import Block, Id, Line, Many, Prose, Words


class Private(Block):
    """What is known of an actor and withheld from everyone the case is shared with."""

    id: Id
    name: Words | None = None
    aliases: Many[Line] = ()
    """Other names, nicknames, initials, earlier spellings."""
    badge_numbers: Many[Line] = ()
    addresses: Many[Line] = ()
    """Where the person lives or lived, telephone numbers, e-mail."""
    born: Many[Line] = ()
    """The day of birth, as ``1984-03-07``; other ways to write it are looked for too."""
    handles: Many[Line] = ()
    """Names on social platforms."""
    relatives: Many[Line] = ()
    """Names of relatives, withheld as the person's own."""
    images: Many[Line] = ()
    """File names and addresses of pictures."""
    note: Prose | None = None
