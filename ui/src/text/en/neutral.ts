export const neutral = {
  title: "Notes",
  pages: [
    { head: "Groceries", body: "Milk, eggs, rice, onions, dish soap" },
    { head: "Car", body: "Oil change due in March. Ask about the left mirror." },
    { head: "Call back", body: "Dentist, Tuesday after 3" },
    { head: "Books", body: "Return two to the library" },
  ],
};
