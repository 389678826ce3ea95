// Whether the list of shortcuts lies over the screen.
class Shortcuts {
  shown = $state(false);

  turn(): void {
    this.shown = !this.shown;
  }
}

export const shortcuts = new Shortcuts();
