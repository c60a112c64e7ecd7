"""What a field can hold: texts and ids, dates known as well as a source says, amounts."""
