update access.company set name = 'Mine now';
