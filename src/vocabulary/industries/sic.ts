/**
 * The US Standard Industrial Classification (OSHA's manual of 1987): industry: codes, of two digits (major groups) or of three and four where
 * these are of another industry than the rest of their group.
 */
export const SIC = `
Agriculture: 01 07
Ranching: 02
Forestry: 08
Fishery: 09
Mining: 10 12 14
Oil and gas: 13 29 46 492 5171 5172
Construction: 15 16
Specialty trade contractors: 17
Food and beverages: 20
Dairy: 202
Beverages: 208
Tobacco: 21
Textiles: 22
Apparel and fashion: 23 31
Paper and forest products: 24 26
Packaging and containers: 265 3221 341
Furniture: 25
Printing: 275
Publishing: 27 2721 2731 2741
Newspapers: 271
Chemicals: 28
Pharmaceuticals: 283
Biotechnology: 2836
Cosmetics: 2844
Plastics: 30
Glass ceramics and concrete: 32
Metals: 33 34
Machinery: 35
Computer hardware: 357
Electrical and electronic manufacturing: 36 38
Consumer electronics: 365
Computer networking: 366
Semiconductors: 3674
Manufacturing: 37
Automotive: 371
Aerospace and defense: 372 376 348 381
Shipbuilding: 373
Railroad manufacture: 374
Medical devices: 384 385
Consumer goods: 39
Luxury goods and jewelry: 391
Sporting goods: 3949
Rail: 40
Transportation: 41 47
Trucking: 42
Warehousing: 422
Package and freight delivery: 43 4215 4513
Maritime: 44
Airlines and aviation: 45
Travel and tourism: 472
Logistics and supply chain: 473
Telecommunications: 48
Wireless: 4812
Media: 483 484
Utilities: 49
Water utilities: 494
Environmental services: 495 8744
Wholesale: 50 51
Building materials: 52
Retail: 53 57 59
Supermarkets: 54
Automotive retail: 55
Apparel retail: 56
Restaurants: 58
E-commerce: 596
Banking: 60
Credit unions: 606
Lending: 61
Capital markets: 62
Investment management: 628
Insurance: 63 64
Life and health insurance: 631 632
Property and casualty insurance: 633
Real estate: 65
Holding companies: 671
Investment management: 67
Hotels: 70
Consumer services: 72
Business support services: 73
Marketing and advertising: 731
Facilities services: 734
Rental and leasing: 735 751
Staffing and recruiting: 736
IT services: 737
Software: 7372
Hosting and cloud: 7374
Security and investigations: 7381 7382
Photography: 722 7384
Repair and maintenance: 75 76
Motion pictures and film: 78
Entertainment and recreation: 79
Sports: 794
Health care: 80
Medical practice: 801 803 804
Dental: 802
Nursing and residential care: 805
Hospitals: 806
Medical laboratories: 807
Legal services: 81
Education: 82
Primary and secondary education: 821
Higher education: 822
Libraries: 823
Individual and family services: 83
Museums and institutions: 84
Non-profit organizations: 86
Professional organizations: 861 862
Political organization: 865
Religious institutions: 866
Professional services: 87 89
Architecture and engineering: 871
Accounting: 872
Research and development: 873
Consulting: 874
Public relations: 8743
Government: 91 93 94 95 96
Executive government: 911
Public safety: 92
Military: 97
`;
