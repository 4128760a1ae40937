/** A Vietnamese proper name in running text: words that begin with a capital, a number after one ("Cao Bồ 2"), joined words. */
const WORD = String.raw`(?!Sông\s|Suối\s|Trạm\s|Mực\s|Lúc\s|Trên\s|Dự\s|Cấp\s|BĐ|Hiện\s|Đến\s|Trong\s|Từ\s|Riêng\s|Tại\s)\p{Lu}[\p{L}]*(?:['’]\p{L}+)?`
export const NAME = String.raw`${WORD}(?:(?:\s|\s?-\s?)${WORD}){0,4}(?:\s?\d(?![\d.,/]|\s?(?:m|cm|mm|h|giờ|-)(?![\p{L}])))?`

/** Provinces before and since 01/7/2025, as they are written in lower case without marks. */
const provinceNames =
  'an giang,ba ria - vung tau,bac giang,bac kan,bac lieu,bac ninh,ben tre,binh dinh,binh duong,binh phuoc,binh thuan,ca mau,can tho,cao bang,da nang,dak lak,dak nong,dien bien,dong nai,dong thap,gia lai,ha giang,ha nam,ha noi,ha tinh,hai duong,hai phong,hau giang,hoa binh,ho chi minh,hue,hung yen,khanh hoa,kien giang,kon tum,lai chau,lam dong,lang son,lao cai,long an,nam dinh,nghe an,ninh binh,ninh thuan,phu tho,phu yen,quang binh,quang nam,quang ngai,quang ninh,quang tri,soc trang,son la,tay ninh,thai binh,thai nguyen,thanh hoa,thua thien hue,thua thien - hue,tien giang,tra vinh,tuyen quang,vinh long,vinh phuc,yen bai'
const provinces = new Set(provinceNames.split(','))

/** Whether a folded name is one of the 63 provinces before July 2025 or the 34 since. */
export const isProvinceName = (folded: string): boolean =>
  provinces.has(folded.replace(/^(?:tinh|tp\.?|thanh pho)\s*/, ''))
