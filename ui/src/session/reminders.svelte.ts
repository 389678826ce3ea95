// Whether something is due soon, as the shell told it: not what, and not where.
class Reminders {
  due = $state(false);
}

export const reminders = new Reminders();
