-- Items with lots, and those with serial numbers, are asked for by themselves: most items have neither.

create index item_with_lots on items.item (sku, id) where has_lots;
create index item_with_serials on items.item (serials, sku, id) where serials <> 'never';
