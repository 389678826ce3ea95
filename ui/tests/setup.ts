// Waits are for a machine whose cores are busy with other builds; nothing sleeps, each wait ends as soon as it can.
import { configure } from "@testing-library/svelte";

configure({ asyncUtilTimeout: 15_000 });
