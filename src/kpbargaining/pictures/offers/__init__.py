"""The picture of the two offers: what of a round it shows, and how it is drawn."""
