// What was shared for a time, as the fake shell answers it. Every name and every word is invented for these tests.
import type {
  Commands,
  CopiesPage,
  CopyLineView,
  CopyRead,
  CopyReadersView,
  CopyShown,
  HeldView,
  ShareGiving,
  ShareOffer,
  SharePage,
  ShareTo,
} from "../../src/bridge/types";
import { trouble } from "./desk";
import { GlassFake } from "./glass";

const DAY = 86_400_000;
const MARK = "5".repeat(64);

export class CopiesFake extends GlassFake {
  copies: CopyLineView[] = [];

  copies_page = (): CopiesPage => ({ copies: this.copies, now_ms: this.now });

  share_page = ({ episode, language, instead_of }: Commands["share_page"]["ask"]): SharePage => {
    const found = this.episodes.find(({ id }) => id === episode);
    const both = (en: string, es: string): string => this.own(language === "es" ? es : en);
    const plan = both("Safety plan", "Plan de seguridad");
    return {
      episode,
      handle: found?.handle ?? "",
      parts: [
        {
          part: "question:plan_safe_people",
          title: plan,
          label: both("People who are safe", "Personas de confianza"),
          words: both(
            "An invented aunt. An invented neighbor.",
            "Una tía inventada. Una vecina inventada.",
          ),
          private: true,
        },
        {
          part: "question:plan_places_go",
          title: plan,
          label: both("Places to go", "Lugares adonde ir"),
          words: both("The invented library.", "La biblioteca inventada."),
          private: true,
        },
        {
          part: "note:n1",
          title: both("Notes", "Notas"),
          label: this.own("2026-11-24 08:10"),
          words: both("An invented note.", "Una nota inventada."),
          private: false,
        },
      ],
      people: [this.#to()],
      usual_days: 30,
      most_days: 90,
      earlier: instead_of === null ? null : this.#earlier(episode, instead_of.copy),
      now_ms: this.now,
    };
  };

  share_offer = (ask: Commands["share_offer"]["ask"]): ShareOffer => {
    if (ask.days < 1 || ask.days > 90) throw trouble("disclosure.days");
    return {
      shown: this.#shown(ask),
      mark: MARK,
      until: { ms: this.now + ask.days * DAY, plus_minus_ms: null },
      to: this.#to(),
    };
  };

  share_give = ({ giving, mark }: Commands["share_give"]["ask"]): CopiesPage => {
    if (mark !== MARK) throw trouble("disclosure.changed");
    this.needsPin("copy_give");
    const shown = this.#shown(giving);
    this.copies = this.copies.map((line) =>
      line.copy === giving.instead_of
        ? { ...line, state: "replaced", can_take_back: false, can_amend: false }
        : line,
    );
    this.copies = [
      {
        ...this.#line("s-new"),
        parts: shown.sections.map(({ title }) => title),
        purpose: shown.purpose,
        basis: giving.basis,
        may_keep: giving.may_keep,
      },
      ...this.copies,
    ];
    return this.copies_page();
  };

  copy_read = ({ copy }: Commands["copy_read"]["ask"]): CopyRead => {
    const line = this.copies.find((one) => one.copy === copy);
    if (line === undefined) throw trouble("disclosure.none");
    if (!line.can_read) throw trouble("disclosure.over");
    const language = this.settings.language;
    const { parts } = this.share_page({ episode: "", language, instead_of: null });
    const shown = this.#shown({
      parts: parts.slice(0, 2).map(({ part }) => part),
      purpose: line.purpose ?? "",
      basis: line.basis ?? "young_person",
      how: "on_device",
      language,
    });
    return { line, shown, reader: "D. Rivera", now_ms: this.now };
  };

  copy_take_back = ({ copy }: Commands["copy_take_back"]["ask"]): CopiesPage => {
    this.copies = this.copies.map((line) =>
      line.copy === copy
        ? { ...line, state: "taken_back", can_take_back: false, can_amend: false }
        : line,
    );
    return this.copies_page();
  };

  /** One of each: given and opened, held, taken back and destroyed on one of two, and one that was given to this person. */
  sharedSome(): void {
    const phone = { label: this.own("phone"), opened: true, purged: false, heard: null };
    const tablet = {
      label: this.own("tablet"),
      opened: false,
      purged: false,
      heard: { ms: this.now - 5 * 3_600_000, plus_minus_ms: null },
    };
    const mine = this.#line("s-mine");
    const held = this.held();
    const ended = { state: "taken_back" as const, can_take_back: false, can_amend: false };
    this.copies = [
      { ...mine, devices: [phone, tablet] },
      { ...mine, copy: "s-held", handle: "quiet maple", held, devices: [tablet] },
      {
        ...mine,
        ...ended,
        copy: "s-back",
        handle: "silver field",
        devices: [{ ...phone, purged: true }, tablet],
      },
      { ...mine, ...ended, copy: "s-kept", handle: "winter stone", held, devices: [tablet] },
      {
        ...mine,
        copy: "s-theirs",
        handle: "lemon winter",
        mine: false,
        for_me: true,
        can_take_back: false,
        can_amend: false,
      },
    ];
  }

  /** As a registrar sees what others shared: neither what, nor of whom. */
  sharedByOthers(): void {
    const line = this.#line("s-others");
    this.copies = [
      {
        ...line,
        mine: false,
        episode: null,
        handle: null,
        parts: [],
        purpose: null,
        basis: null,
        can_read: false,
        can_amend: false,
        can_hold: true,
      },
    ];
  }

  protected held(): HeldView {
    return {
      reason: this.say(["An invented court order.", "Una orden inventada de un tribunal."]),
      by: this.own("R. Bell"),
      since: { ms: this.now - 3 * DAY, plus_minus_ms: null },
    };
  }

  protected override copied(): CopyReadersView[] {
    const reader = (name: string) => ({
      name: this.own(name),
      agency: null,
      roles: [],
      devices: 1,
      me: name === this.myName(),
    });
    const author = { ...reader("A. Okafor"), access: "reads" as const };
    const views = this.copies.slice(0, 3).map((line) => ({
      copy: line.copy,
      agency: line.agency,
      to: line.to,
      parts: line.parts,
      until: line.until,
      may_keep: line.may_keep,
      state: line.state,
      devices: line.devices,
      readers: [
        author,
        {
          ...reader("D. Rivera"),
          access: line.state === "open" ? ("reads" as const) : ("had_newest" as const),
        },
      ],
    }));
    // In an agency of which this phone knows nothing there is the ground alone.
    const far = views
      .slice(0, 1)
      .map((one) => ({ ...one, copy: "s-far", agency: "", to: null, state: null, devices: [] }));
    return [...views, ...far.map((one) => ({ ...one, readers: null }))];
  }

  #earlier(episode: string, copy: string): SharePage["earlier"] {
    const line = this.copies.find((one) => one.copy === copy);
    if (line?.can_amend !== true) throw trouble("disclosure.over");
    const giving: ShareGiving = {
      episode,
      realm: line.realm,
      to: "p-D. Rivera",
      parts: ["question:plan_safe_people"],
      purpose: line.purpose ?? "",
      how: "spoken",
      language: this.settings.language,
      days: 29,
      may_keep: line.may_keep,
      basis: line.basis ?? "young_person",
      instead_of: copy,
    };
    return { line, giving, not_found: 1 };
  }

  #line(copy: string): CopyLineView {
    return {
      realm: "c0",
      copy,
      agency: "Demo County",
      from: "A. Okafor",
      to: "D. Rivera",
      mine: true,
      for_me: false,
      episode: this.episodes[0]?.id ?? "",
      handle: this.episodes[0]?.handle ?? "amber river",
      parts: [this.say(["Safety plan", "Plan de seguridad"])],
      purpose: this.say([
        "So that the night car knows whom to call.",
        "Para que el turno de noche sepa a quién llamar.",
      ]),
      basis: "young_person",
      given: { ms: this.now - DAY, plus_minus_ms: null },
      until: { ms: this.now + 29 * DAY, plus_minus_ms: null },
      may_keep: false,
      state: "open",
      held: null,
      devices: [{ label: this.own("phone"), opened: false, purged: false, heard: null }],
      can_read: true,
      can_take_back: true,
      can_amend: true,
      can_hold: false,
    };
  }

  #to(): ShareTo {
    return {
      realm: "c0",
      agency: "Demo County",
      person: "p-D. Rivera",
      name: "D. Rivera",
      rights: [
        {
          role: this.say(["deputy", "agente"]),
          basis: this.say(["assignment", "asignación"]),
          until: { ms: this.now + 200 * DAY, plus_minus_ms: null },
        },
      ],
      devices: 2,
    };
  }

  #shown(
    ask: Pick<Commands["share_offer"]["ask"], "parts" | "purpose" | "basis" | "how" | "language">,
  ): CopyShown {
    const all = this.share_page({ episode: "", language: ask.language, instead_of: null }).parts;
    const parts = all.filter(({ part }) => ask.parts.includes(part));
    const titles = [...new Set(parts.map(({ title }) => title))];
    return {
      handle: "amber river",
      language: ask.language,
      purpose: this.own(ask.purpose),
      basis: ask.basis,
      how: ask.how,
      sections: titles.map((title) => ({
        title,
        lines: parts
          .filter((part) => part.title === title)
          .map(({ label, words }) => [label, words]),
      })),
    };
  }
}
