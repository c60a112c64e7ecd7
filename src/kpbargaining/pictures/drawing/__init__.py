"""What every picture is drawn with: scales, axes, marks, labels that keep apart, two formats."""
