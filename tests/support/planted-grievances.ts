import { exportHeader, type PlantedCell, xlsxFile } from "./xlsx-file.ts";

/** A file as message boards export them, the numbers of those that are about one plant, and words that find them (null: to be found). */
export type GrievanceFile = {
  name: string;
  content: Buffer;
  /** Rows of the sheet that say something, and those that an import writes. */
  read: number;
  written: number;
  plant: string[];
  query: string | null;
};

const plantTitles = [
  "沙洲村旁的碎石厂半夜还在开机",
  "反映碎石厂粉尘",
  "请管管沙洲碎石厂",
  "碎石厂又开工了，窗户不敢开",
  "沙洲小学对面的碎石厂何时搬",
  "关于碎石厂噪声的投诉",
];
const otherTitles = [
  "公交站没有雨棚",
  "路灯坏了半个月",
  "碎石路什么时候铺沥青",
  "办证窗口中午没人",
  "菜场排水沟堵了",
  "沙洲公园想要一个篮球架",
];

/** Serial of a spreadsheet's day, with its part of the day. */
const serial = (day: number, hour: number, minute: number) => 43_500 + day + (hour * 60 + minute) / 1440;

/**
 * Messy as such files are: dates half as text and half as serial numbers, texts with tabs, line breaks and blanks around them, one
 * user who writes the same thing again, a row that stands twice, one without a number.
 */
export function plantedGrievances(plants = 24, others = 60): GrievanceFile {
  const date = (i: number): PlantedCell =>
    i % 2 === 0 ? `2019/${1 + (i % 12)}/${1 + (i % 27)} ${i % 24}:0${i % 10}:0${i % 7}` : serial(i, i % 24, i % 60);
  const number = (i: number) => 700_000 + i * 37;
  const about = (i: number, isPlant: boolean): PlantedCell[] => {
    const titles = isPlant ? plantTitles : otherTitles;
    const title = titles[i % titles.length]!;
    const body = isPlant
      ? `\n\t\t\t\t\n\t\t\t\t尊敬的领导：\n\t我家离沙洲碎石厂不到 ${120 + i * 5} 米，夜里 ${20 + (i % 4)} 点以后仍在破碎石料，粉尘落满阳台。\r\n请责令碎石厂停止夜间作业。  \n`
      : `\t${title}，已经第 ${1 + (i % 9)} 次反映了。\n 请答复，谢谢！（第 ${i} 件）`;
    return [number(i), `A0${10_000 + ((i * 7) % 40)}`, ` ${title}\t`, date(i), body, i % 3, i % 11];
  };
  const isPlant = (i: number) => i % 3 === 1 && i < plants * 3;
  const rows = Array.from({ length: plants + others }, (_, i) => about(i, isPlant(i)));
  const plant = rows.flatMap((row, i) => (isPlant(i) ? [String(row[0])] : []));
  const twice = rows[4]!;
  const again: PlantedCell[] = [number(900), twice[1]!, twice[2]!, serial(400, 8, 8), twice[4]!, 0, 0];
  const unnumbered: PlantedCell[] = [null, "A012345", "没有编号的一条", "2020/1/2 3:04:05", "编号列是空的。", 0, 0];
  return {
    name: "留言导出.xlsx",
    content: xlsxFile({ rows: [exportHeader, ...rows, again, twice, unnumbered] }),
    read: rows.length + 3,
    written: rows.length + 1,
    plant: [...plant, String(number(900))],
    query: "沙洲 碎石厂",
  };
}
