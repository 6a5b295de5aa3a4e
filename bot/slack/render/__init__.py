"""Cards, forms and the Home page as Block Kit; pure.

Running text becomes `rich_text` blocks: their elements hold words and styles apart, so nothing that a member
or a contact wrote can turn into a mention, a link or formatting. Block Kit allows no rich text beside buttons
or in fields and context lines; there plain words become `plain_text`, and only styled ones mrkdwn, escaped.
"""
