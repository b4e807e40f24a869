-- Labels to begin with: one of each kind that is taken unless somebody names another, and two more.

insert into template (id, name, kind, width, height, is_default, elements) values
  ('00000000-0000-7000-8000-000000000051', 'Item, GS1-128', 'item', 100, 50, true, '[
    {"type": "text", "x": 4, "y": 3, "width": 92, "height": 13, "text": "{name}", "size": 5, "bold": true},
    {"type": "text", "x": 4, "y": 16.5, "width": 92, "height": 5, "text": "{sku}", "size": 4},
    {"type": "code", "x": 2, "y": 23, "width": 96, "height": 25, "symbology": "gs1-128", "content": "(01){gtin}", "otherwise": "{sku}", "caption": true}]'),
  ('00000000-0000-7000-8000-000000000052', 'Item, QR', 'item', 50, 30, false, '[
    {"type": "code", "x": 1, "y": 2, "width": 25, "height": 25, "symbology": "gs1-qr", "content": "(01){gtin}", "otherwise": "{sku}"},
    {"type": "text", "x": 27, "y": 3, "width": 21, "height": 16, "text": "{name}", "size": 3, "bold": true},
    {"type": "text", "x": 27, "y": 21, "width": 21, "height": 6, "text": "{sku}", "size": 3}]'),
  ('00000000-0000-7000-8000-000000000053', 'Lot, DataMatrix', 'lot', 100, 60, true, '[
    {"type": "text", "x": 4, "y": 3, "width": 92, "height": 13, "text": "{name}", "size": 5, "bold": true},
    {"type": "text", "x": 4, "y": 17, "width": 56, "height": 5, "text": "{sku}", "size": 4},
    {"type": "text", "x": 4, "y": 24, "width": 56, "height": 7, "text": "Lot {lot}", "size": 5, "bold": true},
    {"type": "text", "x": 4, "y": 33, "width": 56, "height": 6, "text": "Exp {expiresOn}", "size": 4.5},
    {"type": "text", "x": 4, "y": 41, "width": 56, "height": 5, "text": "GTIN {gtin}", "size": 3.5},
    {"type": "code", "x": 62, "y": 18, "width": 36, "height": 40, "symbology": "gs1-datamatrix", "content": "(01){gtin}(17){expiresOn}(10){lot}", "otherwise": "{lot}", "caption": false}]'),
  ('00000000-0000-7000-8000-000000000054', 'Location, QR', 'location', 100, 50, true, '[
    {"type": "text", "x": 4, "y": 4, "width": 56, "height": 24, "text": "{code}", "size": 16, "bold": true},
    {"type": "text", "x": 4, "y": 30, "width": 40, "height": 6, "text": "{path}", "size": 4},
    {"type": "text", "x": 4, "y": 37, "width": 40, "height": 11, "text": "{checkDigits}", "size": 9, "bold": true},
    {"type": "code", "x": 60, "y": 5, "width": 38, "height": 40, "symbology": "qr", "content": "{scanned}"}]'),
  ('00000000-0000-7000-8000-000000000055', 'Location, Code 128', 'location', 100, 50, false, '[
    {"type": "text", "x": 4, "y": 3, "width": 70, "height": 20, "text": "{code}", "size": 14, "bold": true},
    {"type": "text", "x": 76, "y": 3, "width": 20, "height": 20, "text": "{checkDigits}", "size": 10, "align": "end"},
    {"type": "code", "x": 2, "y": 24, "width": 96, "height": 24, "symbology": "code-128", "content": "{scanned}", "caption": true}]'),
  ('00000000-0000-7000-8000-000000000056', 'Unit, SSCC', 'unit', 105, 148, true, '[
    {"type": "text", "x": 5, "y": 5, "width": 95, "height": 16, "text": "{name}", "size": 7, "bold": true},
    {"type": "text", "x": 5, "y": 24, "width": 95, "height": 7, "text": "{sku}", "size": 6},
    {"type": "text", "x": 5, "y": 34, "width": 95, "height": 8, "text": "Lot {lot}", "size": 6},
    {"type": "text", "x": 5, "y": 44, "width": 95, "height": 8, "text": "Exp {expiresOn}", "size": 6},
    {"type": "text", "x": 5, "y": 54, "width": 60, "height": 16, "text": "{count}", "size": 14, "bold": true},
    {"type": "box", "x": 3, "y": 76, "width": 99, "height": 0.5, "stroke": 0.5},
    {"type": "text", "x": 5, "y": 79, "width": 95, "height": 9, "text": "{kind}  {location}", "size": 6},
    {"type": "code", "x": 2, "y": 92, "width": 101, "height": 50, "symbology": "gs1-128", "content": "(00){sscc}", "otherwise": "{code}", "caption": true}]');

insert into printer (id, name, connection, language, resolution) values
  ('00000000-0000-7000-8000-000000000061', 'Browser', 'browser', 'pdf', 12);
