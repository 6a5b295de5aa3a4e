// Emoji short codes of Slack that the page knows; an unknown one stays `:as_typed:`.

const TABLE = `
grinning 😀|smiley 😃|smile 😄|grin 😁|laughing 😆|satisfied 😆|sweat_smile 😅|rolling_on_the_floor_laughing 🤣|joy 😂|slightly_smiling_face 🙂
upside_down_face 🙃|wink 😉|blush 😊|innocent 😇|heart_eyes 😍|star-struck 🤩|kissing_heart 😘|yum 😋|stuck_out_tongue 😛|stuck_out_tongue_winking_eye 😜
hugging_face 🤗|thinking_face 🤔|zipper_mouth_face 🤐|neutral_face 😐|expressionless 😑|no_mouth 😶|smirk 😏|unamused 😒|face_with_rolling_eyes 🙄|grimacing 😬
relieved 😌|pensive 😔|sleepy 😪|sleeping 😴|mask 😷|face_with_thermometer 🤒|nerd_face 🤓|sunglasses 😎|partying_face 🥳|confused 😕
worried 😟|slightly_frowning_face 🙁|open_mouth 😮|hushed 😯|astonished 😲|flushed 😳|pleading_face 🥺|cry 😢|sob 😭|scream 😱
disappointed 😞|sweat 😓|weary 😩|tired_face 😫|triumph 😤|rage 😡|angry 😠|exploding_head 🤯|skull 💀|ghost 👻
robot_face 🤖|alien 👽|see_no_evil 🙈|hear_no_evil 🙉|speak_no_evil 🙊|wave 👋|raised_hand ✋|ok_hand 👌|v ✌️|crossed_fingers 🤞
point_left 👈|point_right 👉|point_up ☝️|point_up_2 👆|point_down 👇|+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|fist ✊
facepunch 👊|clap 👏|raised_hands 🙌|open_hands 👐|handshake 🤝|pray 🙏|writing_hand ✍️|muscle 💪|eyes 👀|eye 👁️
brain 🧠|ear 👂|baby 👶|man 👨|woman 👩|technologist 🧑‍💻|man-raising-hand 🙋‍♂️|woman-raising-hand 🙋‍♀️|raising_hand 🙋|shrug 🤷
face_palm 🤦|bow 🙇|bust_in_silhouette 👤|busts_in_silhouette 👥|speaking_head_in_silhouette 🗣️|footprints 👣|dog 🐶|cat 🐱|fox_face 🦊|bear 🐻
panda_face 🐼|owl 🦉|turtle 🐢|snail 🐌|bee 🐝|butterfly 🦋|whale 🐳|unicorn_face 🦄|seedling 🌱|evergreen_tree 🌲
deciduous_tree 🌳|palm_tree 🌴|cactus 🌵|herb 🌿|four_leaf_clover 🍀|maple_leaf 🍁|fallen_leaf 🍂|leaves 🍃|rose 🌹|sunflower 🌻
tulip 🌷|cherry_blossom 🌸|bouquet 💐|sunny ☀️|partly_sunny ⛅|cloud ☁️|rain_cloud 🌧️|snowflake ❄️|zap ⚡|fire 🔥
droplet 💧|ocean 🌊|rainbow 🌈|star ⭐|star2 🌟|dizzy 💫|sparkles ✨|boom 💥|crescent_moon 🌙|full_moon 🌕
earth_africa 🌍|earth_americas 🌎|earth_asia 🌏|globe_with_meridians 🌐|apple 🍎|green_apple 🍏|lemon 🍋|banana 🍌|grapes 🍇|strawberry 🍓
bread 🍞|pizza 🍕|hamburger 🍔|taco 🌮|cake 🍰|birthday 🎂|cookie 🍪|doughnut 🍩|coffee ☕|tea 🍵
beer 🍺|beers 🍻|wine_glass 🍷|clinking_glasses 🥂|champagne 🍾|knife_fork_plate 🍽️|soccer ⚽|basketball 🏀|trophy 🏆|medal 🏅
first_place_medal 🥇|second_place_medal 🥈|third_place_medal 🥉|dart 🎯|game_die 🎲|jigsaw 🧩|art 🎨|musical_note 🎵|microphone 🎤|tada 🎉
confetti_ball 🎊|balloon 🎈|gift 🎁|ticket 🎫|rocket 🚀|airplane ✈️|car 🚗|taxi 🚕|bus 🚌|train 🚆
bike 🚲|ship 🚢|anchor ⚓|construction 🚧|vertical_traffic_light 🚦|house 🏠|office 🏢|factory 🏭|school 🏫|bank 🏦
hotel 🏨|city_sunrise 🌇|mountain ⛰️|beach_with_umbrella 🏖️|world_map 🗺️|compass 🧭|watch ⌚|hourglass ⌛|hourglass_flowing_sand ⏳|alarm_clock ⏰
stopwatch ⏱️|timer_clock ⏲️|clock1 🕐|clock3 🕒|clock9 🕘|calendar 📆|date 📅|spiral_calendar_pad 🗓️|card_index 📇|card_index_dividers 🗂️
file_folder 📁|open_file_folder 📂|page_facing_up 📄|page_with_curl 📃|memo 📝|pencil 📝|pencil2 ✏️|lower_left_fountain_pen 🖋️|clipboard 📋|bar_chart 📊
chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|chart 💹|pushpin 📌|round_pushpin 📍|paperclip 📎|linked_paperclips 🖇️|straight_ruler 📏|scissors ✂️|wastebasket 🗑️
lock 🔒|unlock 🔓|key 🔑|old_key 🗝️|hammer 🔨|wrench 🔧|hammer_and_wrench 🛠️|gear ⚙️|link 🔗|chains ⛓️
magnet 🧲|scales ⚖️|shield 🛡️|microscope 🔬|telescope 🔭|satellite_antenna 📡|bulb 💡|flashlight 🔦|candle 🕯️|books 📚
book 📖|open_book 📖|notebook 📓|bookmark 🔖|label 🏷️|newspaper 📰|scroll 📜|moneybag 💰|dollar 💵|euro 💶
credit_card 💳|receipt 🧾|briefcase 💼|email 📧|envelope ✉️|incoming_envelope 📨|envelope_with_arrow 📩|mailbox 📫|package 📦|inbox_tray 📥
outbox_tray 📤|telephone ☎️|telephone_receiver 📞|iphone 📱|computer 💻|keyboard ⌨️|desktop_computer 🖥️|printer 🖨️|camera 📷|movie_camera 🎥
tv 📺|loudspeaker 📢|mega 📣|bell 🔔|no_bell 🔕|speech_balloon 💬|thought_balloon 💭|left_speech_bubble 🗨️|mag 🔍|mag_right 🔎
heart ❤️|orange_heart 🧡|yellow_heart 💛|green_heart 💚|blue_heart 💙|purple_heart 💜|black_heart 🖤|white_heart 🤍|broken_heart 💔|two_hearts 💕
sparkling_heart 💖|hearts ♥️|100 💯|anger 💢|sweat_drops 💦|dash 💨|zzz 💤|white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️
x ❌|negative_squared_cross_mark ❎|heavy_plus_sign ➕|heavy_minus_sign ➖|heavy_multiplication_x ✖️|exclamation ❗|heavy_exclamation_mark ❗|grey_exclamation ❕|question ❓|grey_question ❔
bangbang ‼️|interrobang ⁉️|warning ⚠️|no_entry ⛔|no_entry_sign 🚫|octagonal_sign 🛑|recycle ♻️|information_source ℹ️|sos 🆘|new 🆕
free 🆓|up 🆙|ok 🆗|cool 🆒|arrow_up ⬆️|arrow_down ⬇️|arrow_left ⬅️|arrow_right ➡️|arrow_upper_right ↗️|arrow_lower_right ↘️
arrow_right_hook ↪️|leftwards_arrow_with_hook ↩️|arrows_counterclockwise 🔄|repeat 🔁|twisted_rightwards_arrows 🔀|fast_forward ⏩|rewind ⏪|arrow_forward ▶️|double_vertical_bar ⏸️|black_square_for_stop ⏹️
red_circle 🔴|large_orange_circle 🟠|large_yellow_circle 🟡|large_green_circle 🟢|large_blue_circle 🔵|large_purple_circle 🟣|white_circle ⚪|black_circle ⚫|large_blue_square 🟦|large_green_square 🟩
large_yellow_square 🟨|large_orange_square 🟧|large_red_square 🟥|white_large_square ⬜|black_large_square ⬛|small_blue_diamond 🔹|small_orange_diamond 🔸|large_blue_diamond 🔷|large_orange_diamond 🔶|small_red_triangle 🔺
zero 0️⃣|one 1️⃣|two 2️⃣|three 3️⃣|four 4️⃣|five 5️⃣|six 6️⃣|seven 7️⃣|eight 8️⃣|nine 9️⃣
keycap_ten 🔟|checkered_flag 🏁|triangular_flag_on_post 🚩|waving_white_flag 🏳️|crossed_flags 🎌|infinity ♾️|tm ™️|copyright ©️|registered ®️|wavy_dash 〰️
`;

const CHARACTERS = new Map(
  TABLE.trim()
    .split(/[|\n]/)
    .map((pair) => {
      const cut = pair.lastIndexOf(" ");
      return [pair.slice(0, cut), pair.slice(cut + 1)];
    }),
);
const SKIN = { 2: "🏻", 3: "🏼", 4: "🏽", 5: "🏾", 6: "🏿" };

/** Whether this computer has a glyph for a character; without an emoji font the short code is the better sight. */
const seen = new Map();
let brush = null;
function canShow(character) {
  if (!seen.has(character)) seen.set(character, picture(character) !== picture("\u{10FFFF}"));
  return seen.get(character);
}
function picture(character) {
  brush ??= Object.assign(document.createElement("canvas"), { width: 24, height: 24 }).getContext("2d", { willReadFrequently: true });
  brush.clearRect(0, 0, 24, 24);
  brush.font = "16px sans-serif";
  brush.textBaseline = "top";
  brush.fillText([...character][0], 2, 2);
  return brush.getImageData(0, 0, 24, 24).data.join();
}

/** The character of a short code (`wave`, `+1::skin-tone-3`), or null where there is none to show. */
export function emojiCharacter(name) {
  const [base, tone] = name.split("::skin-tone-");
  const character = CHARACTERS.get(base);
  if (!character || !canShow(character)) return null;
  return tone && SKIN[tone] ? character.replace("️", "") + SKIN[tone] : character;
}

/** Short codes that hold `query`, those that start with it first, at most `limit`. */
export function findEmoji(query, limit = 40) {
  const wanted = query.toLowerCase();
  const names = [...CHARACTERS.keys()];
  const starting = names.filter((name) => name.startsWith(wanted));
  const holding = names.filter((name) => !name.startsWith(wanted) && name.includes(wanted));
  return [...starting, ...holding].slice(0, limit).map(entry);
}

const entry = (name) => ({ name, character: emojiCharacter(name) ?? "" });

const COMMON = ["white_check_mark", "eyes", "raised_hands", "+1", "tada", "heart", "thinking_face", "pray"];
/** What people react with most. */
export const commonEmoji = () => COMMON.map(entry);
