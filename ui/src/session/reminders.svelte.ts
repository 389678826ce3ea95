// Whether something is due soon, as the shell told it: not what, and not where. It goes when that is done, or put away.
class Reminders {
  due = $state(false);
}

export const reminders = new Reminders();
