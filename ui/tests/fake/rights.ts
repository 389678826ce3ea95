// The fake shell's rights: the invented county's questions about them, and what a tap saves.
import type {
  AnswerView,
  Commands,
  DocumentView,
  RightsPage,
  RightsQuestions,
  WaiverState,
} from "../../src/bridge/types";
import type { Both, FakeAsked, FakeOption } from "./county";
import { trouble } from "./desk";
import type { FakeEpisode } from "./episodes";
import { TimesFake } from "./times";

const option = (code: string, en: string, es: string): FakeOption => ({ code, label: [en, es] });
const line = (id: string, en: string, es: string): FakeAsked => ({
  id,
  label: [en, es],
  kind: "line",
});
const time = (id: string, en: string, es: string): FakeAsked => ({
  ...line(id, en, es),
  kind: "instant",
});

export const rightsAsked: Record<keyof RightsQuestions, FakeAsked> = {
  told: {
    id: "advised_rights",
    label: ["Told about the advocate", "Se habló de la persona defensora"],
    kind: "choice",
    options: [
      option("spoken", "Spoken", "De palabra"),
      option("in_writing", "In writing", "Por escrito"),
      option("both", "Both", "Los dos"),
    ],
  },
  told_at: time("advised_rights_at", "Told at", "Hora"),
  told_by: line("advised_rights_by", "Told by", "Quién lo dijo"),
  benefits: {
    id: "advocate_benefits_told",
    label: ["Told what an advocate is for", "Se explicó para qué está la persona defensora"],
    kind: "choices",
    options: [
      option(
        "stays_private",
        "What they hear stays private, with a few limits.",
        "Lo que le cuentas queda en privado, con pocos límites.",
      ),
      option("here_for_you", "They are there just for you.", "Está solo para ti."),
      option(
        "finds_help",
        "They help you find what you need.",
        "Te ayuda a encontrar lo que necesitas.",
      ),
      option(
        "explains_rights",
        "They help you understand your rights.",
        "Te ayuda a entender tus derechos.",
      ),
    ],
  },
  advocate: {
    id: "advocate_choice",
    label: ["Do they want an advocate?", "¿Quiere persona defensora?"],
    kind: "choice",
    options: [
      option("wants", "Yes", "Sí"),
      option("accepts", "It’s okay", "Está bien"),
      option("undecided", "Not sure yet", "Aún no sabe"),
      option("clear_no", "A clear no", "Un no claro"),
    ],
  },
  waiver: {
    id: "waiver_signed",
    label: ["Waiver", "Renuncia"],
    kind: "choice",
    options: [
      option("signed", "Signed", "Firmada"),
      option("would_not_sign", "Did not want to sign", "No quiso firmar"),
    ],
  },
  waiver_version: line("waiver_version", "Version of the text", "Versión del texto"),
  waiver_language: line("waiver_language", "Language", "Idioma"),
  waiver_by: line("waiver_explained_by", "Explained by", "Quién la explicó"),
  waiver_at: time("waiver_signed_at", "Signed at", "Firmada a las"),
  signature: { ...line("waiver_signature", "Signature", "Firma"), kind: "signature" },
  revoked: time("waiver_revoked_at", "Changed their mind at", "Cambió de opinión a las"),
  support_person: line("support_person", "Support person", "Persona de apoyo"),
  support_present: {
    id: "support_person_present",
    label: ["Support person at the interview", "Persona de apoyo en la entrevista"],
    kind: "choice",
    options: [
      option("allowed", "Present", "Presente"),
      option("kept_out", "Kept out", "Se quedó afuera"),
    ],
  },
  support_reason: line("support_person_reason", "Why kept out", "Por qué se quedó afuera"),
  name_told: time("pc293_advised", "Told about the name at", "Se habló del nombre a las"),
  name: {
    id: "pc293_choice",
    label: ["Name in the report", "Nombre en el reporte"],
    kind: "choice",
    options: [
      option("confidential", "Keep private", "Privado"),
      option("not_confidential", "May be public", "Puede ser público"),
    ],
  },
  card: time("rights_card_given", "Rights card given at", "Tarjeta entregada a las"),
};

const waiver: { title: Both; paragraphs: Both[] } = {
  title: ["Choosing to talk without an advocate", "Decidir hablar sin persona defensora"],
  paragraphs: [
    [
      "You have the right to have an advocate with you. You do not have to sign this.",
      "Tienes derecho a tener a tu lado a una persona defensora. No tienes que firmar.",
    ],
    [
      "You can change your mind at any time, in any way. Just tell anyone.",
      "Puedes cambiar de opinión en cualquier momento. Solo díselo a alguien.",
    ],
  ],
};

export class Rights extends TimesFake {
  rights = ({ episode }: Commands["rights"]["ask"]): RightsPage => {
    const found = this.found(episode);
    const asked = Object.entries(rightsAsked).map(([role, asked]) => [
      role,
      this.questionOf(found, asked),
    ]);
    return {
      episode,
      handle: found.handle,
      questions: Object.fromEntries(asked) as RightsQuestions,
      say: {
        tell: this.say([
          "Before we talk: you can have an advocate with you, and someone you trust.",
          "Antes de hablar: puedes tener contigo a una persona defensora y a alguien de confianza.",
        ]),
        benefits: null,
        wait: this.say([
          "I’m calling someone to be with you. No rush.",
          "Voy a llamar a alguien. Sin prisa.",
        ]),
        waiver: this.say([
          "You can change your mind any time.",
          "Puedes cambiar de opinión cuando quieras.",
        ]),
        card: this.say(["This card is yours.", "Esta tarjeta es tuya."]),
        name: this.say([
          "Do you want your name kept private?",
          "¿Quieres que tu nombre quede en privado?",
        ]),
      },
      waiver: this.waiverOf(found),
      waiver_text: this.documents(),
      card_text: this.documents(),
      advocate_step: "ID-10",
      shown: Object.values(rightsAsked).flatMap(({ id }) =>
        (found.answers.get(id) ?? []).map(({ change }) => change),
      ),
      may_write: this.role !== "lead",
      now_ms: this.now,
    };
  };

  rights_tap = ({ episode, act }: Commands["rights_tap"]["ask"]): RightsPage => {
    const found = this.found(episode);
    const put = (role: keyof RightsQuestions, answer: AnswerView) =>
      found.answers.set(rightsAsked[role].id, [this.liveOf(answer)]);
    const choose = (role: keyof RightsQuestions, code: string) =>
      put(role, { kind: "given", value: { kind: "choice", code } });
    const write = (role: keyof RightsQuestions, text: string) =>
      put(role, { kind: "given", value: { kind: "text", text } });
    const stamp = (role: keyof RightsQuestions) =>
      put(role, {
        kind: "given",
        value: { kind: "instant", at: { ms: this.now, plus_minus_ms: null } },
      });
    switch (act.kind) {
      case "tell":
        choose("told", act.how);
        stamp("told_at");
        write("told_by", "D. Rivera");
        break;
      case "waive":
        if (this.waiverOf(found) !== "open") throw trouble("rights.no-clear-no");
        choose("waiver", act.strokes === null ? "would_not_sign" : "signed");
        write("waiver_version", "draft-2026.1");
        write("waiver_by", "D. Rivera");
        stamp("waiver_at");
        if (act.strokes !== null) {
          put("signature", { kind: "given", value: { kind: "signature", strokes: act.strokes } });
        }
        break;
      case "revoke":
        stamp("revoked");
        choose("advocate", "undecided");
        break;
      case "ask_again":
        put("advocate", { kind: "not_asked" });
        found.answers.delete(rightsAsked.waiver.id);
        break;
      case "keep_out":
        choose("support_present", "kept_out");
        write("support_reason", act.reason);
        break;
      case "tell_name":
        stamp("name_told");
        break;
      case "give_card":
        stamp("card");
    }
    return this.rights({ episode });
  };

  private waiverOf({ answers }: FakeEpisode): WaiverState {
    const chosen = (role: keyof RightsQuestions) => {
      const answer = answers.get(rightsAsked[role].id)?.at(-1)?.answer;
      return answer?.kind === "given" && answer.value.kind === "choice" ? answer.value.code : null;
    };
    if (answers.has(rightsAsked.revoked.id)) return "revoked";
    if (chosen("advocate") !== "clear_no") return "not_wanted";
    return chosen("waiver") === null ? "open" : "stands";
  }

  private documents(): DocumentView[] {
    const at = (language: "en" | "es") => (language === "en" ? 0 : 1);
    const mark = (text: string) => (this.pseudo ? `‹${text}›` : text);
    const order =
      this.settings.language === "es" ? (["es", "en"] as const) : (["en", "es"] as const);
    return order.map((language) => ({
      language,
      title: mark(waiver.title[at(language)]),
      paragraphs: waiver.paragraphs.map((both) => mark(both[at(language)])),
      version: "draft-2026.1",
    }));
  }
}
