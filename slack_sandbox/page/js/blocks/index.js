// Every block of Block Kit that the page draws, by type; any other becomes a notice that names it.

import { h } from "../dom.js";
import { context, divider, header, image, section } from "./basic.js";
import { alert, card, carousel } from "./cards.js";
import { chart, dataTable } from "./data.js";
import { actions, contextActions, input } from "./interactive.js";
import { markdownBlock, plan, remoteFile, table, taskCard, video } from "./rich_media.js";
import { richText } from "./rich_text.js";

const BLOCKS = {
  header, divider, section, context, image, actions, input, table, video, plan, alert, card, carousel,
  context_actions: contextActions, rich_text: richText, markdown: markdownBlock, file: remoteFile, task_card: taskCard, data_table: dataTable, data_visualization: chart,
};

export const cannotDraw = (type) =>
  h("div", { class: "cannot-draw", role: "note" }, `This page cannot draw the block “${type ?? "unknown"}”. Slack itself may show it.`);

/** Nodes of a list of blocks on a surface ({names, inputs, act, suggest, upload, errors}). */
export function drawBlocks(blocks, surface) {
  surface.inputs?.startDrawing();
  return (blocks ?? []).map((block) => {
    const draw = BLOCKS[block?.type];
    if (!draw) return cannotDraw(block?.type);
    const node = draw(block, { block, surface });
    if (block.block_id) node.dataset.block = block.block_id;
    return node;
  });
}
